-- As nested_loops.py.
local function count(n)
  local total = 0
  for a = 0, n - 1 do
    for b = 0, n - 1 do
      local c = a
      while c < n do
        total = total + b
        c = c + 7
      end
      if a < b then total = total - 1 end
    end
  end
  return total
end

print(count(tonumber(arg[1])))
