-- As matmul.py.
local function matrix(n, seed)
  local rows = {}
  for i = 0, n - 1 do
    local row = {}
    for j = 0, n - 1 do row[j] = (i * seed + j) % 17 / 4.0 end
    rows[i] = row
  end
  return rows
end

local function multiply(a, b, n)
  local product = {}
  for i = 0, n - 1 do
    local row, line = a[i], {}
    for j = 0, n - 1 do
      local total = 0.0
      for k = 0, n - 1 do total = total + row[k] * b[k][j] end
      line[j] = total
    end
    product[i] = line
  end
  return product
end

local n = tonumber(arg[1])
local product = multiply(matrix(n, 3), matrix(n, 5), n)
local trace = 0.0
for i = 0, n - 1 do trace = trace + product[i][i] end
print(trace .. " " .. product[0][n - 1] .. " " .. product[n - 1][0])
