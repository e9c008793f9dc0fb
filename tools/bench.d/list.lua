-- wrk: pages of the case list, sorted by name and filtered; PAGES is how many there are.
local headers, at, pages = { Cookie = os.getenv("COOKIE") }, 0, tonumber(os.getenv("PAGES"))
local query = os.getenv("QUERY")
function request()
  at = at % pages + 1
  return wrk.format("GET", "/faelle?" .. query .. "&seite=" .. at, headers)
end
