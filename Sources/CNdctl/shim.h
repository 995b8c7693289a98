// The two libraries as they are: everything nmemid calls is a plain C function
// that Swift imports by itself, so nothing needs a wrapper here.
#include <daxctl/libdaxctl.h>
#include <ndctl/libndctl.h>
