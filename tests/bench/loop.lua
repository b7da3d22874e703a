-- The documents' loop.
local function work(first, last)
  local total = 0
  for i = first, last do total = total + i end
  return total
end

print(work(0, tonumber(arg[1]) - 1))
