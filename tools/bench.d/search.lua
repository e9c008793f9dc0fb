-- wrk: searches for names as people type them: whole, beginning, two words.
local headers, at, words = { Cookie = os.getenv("COOKIE") }, 0, {}
for word in string.gmatch(os.getenv("WORDS"), "[^ ]+") do words[#words + 1] = word end
function request()
  at = at % #words + 1
  return wrk.format("GET", "/suche?q=" .. words[at], headers)
end
