#include "CArguments.h"

static int count;
static char **words;

// Swift makes main() itself and drops its arguments; the C library hands them to constructors, too.
__attribute__((constructor)) static void keep(int argc, char **argv)
{
    count = argc;
    words = argv;
}

int nmemid_argument_count(void)
{
    return count;
}

const char *nmemid_argument(int index)
{
    return index >= 0 && index < count ? words[index] : 0;
}
