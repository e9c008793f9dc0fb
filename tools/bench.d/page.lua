-- wrk: one address, TARGET, again and again.
local headers = { Cookie = os.getenv("COOKIE") }
local target = os.getenv("TARGET")
function request() return wrk.format("GET", target, headers) end
