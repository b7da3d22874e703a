-- As closures.py.
local function counter(start)
  local value = start
  return function(by)
    value = value + by
    return value
  end
end

local function compose(outer, inner)
  return function(x) return outer(inner(x)) end
end

local rounds = tonumber(arg[1])
local first, second = counter(0), counter(1000)
local add_three = compose(function(x) return x + 1 end, function(x) return x + 2 end)
local total = 0
for i = 0, rounds - 1 do
  total = total + (first(1) - second(2))
  total = total + add_three(i)
end
print(total .. " " .. first(0) .. " " .. second(0))
local makers = {}
for i = 0, rounds // 10 - 1 do makers[#makers + 1] = counter(i) end
local sum = 0
for _, make in ipairs(makers) do sum = sum + make(5) end
print(sum)
