-- wrk: opens the pages of the cases listed in CASES, one after the other; SUFFIX is appended to each address.
local ids = {}
for line in io.lines(os.getenv("CASES")) do ids[#ids + 1] = line end
local suffix, headers, at = os.getenv("SUFFIX") or "", { Cookie = os.getenv("COOKIE") }, 0
function setup(thread) at = at + 137; thread:set("first", at) end
function init() at = first end
function request()
  at = at % #ids + 1
  return wrk.format("GET", "/faelle/" .. ids[at] .. suffix, headers)
end
