// The words of the command line, as C's main gets them. Swift's own CommandLine reads /proc, and loses every word
// where that is not mounted, as in a rescue system's chroot.
#ifndef NMEMID_CARGUMENTS_H
#define NMEMID_CARGUMENTS_H

/// How many words there are, the program's name among them.
int nmemid_argument_count(void);

/// The word at an index from 0 on; null where there is none. It is there as long as the program runs.
const char *nmemid_argument(int index);

#endif
