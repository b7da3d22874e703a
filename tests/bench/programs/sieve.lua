-- As sieve.py.
local function primes_below(limit)
  local is_prime = {}
  for number = 0, limit - 1 do is_prime[number] = true end
  is_prime[0] = false
  is_prime[1] = false
  local count = 0
  for number = 0, limit - 1 do
    if is_prime[number] then
      count = count + 1
      local multiple = number * number
      while multiple < limit do
        is_prime[multiple] = false
        multiple = multiple + number
      end
    end
  end
  return count
end

print(primes_below(tonumber(arg[1])))
