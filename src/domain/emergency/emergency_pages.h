// Parts that the slice's descriptor shows. Inside of emergency only.
#pragma once

#include "domain/access/page.h"

namespace kim::emergency {

void routes(Routes& routes);

}  // namespace kim::emergency
