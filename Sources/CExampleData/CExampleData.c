#include "CExampleData.h"
