# The documents' loop.
def work(first, last)
  total = 0
  i = first
  while i < last
    total += i
    i += 1
  end
  total
end

puts work(0, ARGV[0].to_i)
