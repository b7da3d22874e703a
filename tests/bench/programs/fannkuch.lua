-- As fannkuch.py.
local function fannkuch(n)
  local permutation, counts = {}, {}
  for i = 0, n - 1 do
    permutation[i] = i
    counts[i] = 0
  end
  local most_flips, checksum, is_even = 0, 0, true
  while true do
    local first = permutation[0]
    if first ~= 0 then
      local work = {}
      for i = 0, n - 1 do work[i] = permutation[i] end
      local flips = 0
      while first ~= 0 do
        local low, high = 0, first
        while low < high do
          work[low], work[high] = work[high], work[low]
          low = low + 1
          high = high - 1
        end
        flips = flips + 1
        first = work[0]
      end
      if flips > most_flips then most_flips = flips end
      checksum = checksum + (is_even and flips or -flips)
    end
    is_even = not is_even
    local length = 1
    while length < n do
      first = permutation[0]
      for i = 0, length - 1 do permutation[i] = permutation[i + 1] end
      permutation[length] = first
      counts[length] = counts[length] + 1
      if counts[length] <= length then break end
      counts[length] = 0
      length = length + 1
    end
    if length >= n then return checksum, most_flips end
  end
end

local checksum, most_flips = fannkuch(tonumber(arg[1]))
print(checksum .. " " .. most_flips)
