-- As spectral_norm.py.
local function element(i, j)
  return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
end

local function times(vector, n)
  local result = {}
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do total = total + element(i, j) * vector[j] end
    result[i] = total
  end
  return result
end

local function times_transposed(vector, n)
  local result = {}
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do total = total + element(j, i) * vector[j] end
    result[i] = total
  end
  return result
end

local n = tonumber(arg[1])
local u, v = {}, nil
for i = 0, n - 1 do u[i] = 1.0 end
for _ = 1, 5 do
  v = times_transposed(times(u, n), n)
  u = times_transposed(times(v, n), n)
end
local product, square = 0.0, 0.0
for i = 0, n - 1 do
  product = product + u[i] * v[i]
  square = square + v[i] * v[i]
end
print(string.format("%.9f", (product / square) ^ 0.5))
