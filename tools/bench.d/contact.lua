-- wrk: saves contacts, durable, spread over the cases listed in CASES.
local ids = {}
for line in io.lines(os.getenv("CASES")) do ids[#ids + 1] = line end
local headers = { Cookie = os.getenv("COOKIE"), ["Content-Type"] = "application/x-www-form-urlencoded" }
local body = "_csrf=" .. os.getenv("CSRF") .. "&form=office&contact_on=heute&minutes=30&note=Stand%20der%20Antr%C3%A4ge%20besprochen%2C%20Unterlagen%20gesichtet."
local at = 0
function request()
  at = at % #ids + 1
  return wrk.format("POST", "/faelle/" .. ids[at] .. "/kontakte/neu", headers, body)
end
