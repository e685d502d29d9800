/* A disk that fails when told to. Loaded into the process under test with LD_PRELOAD, it makes every write and sync of a file
 * below FAILING_DISK_DIR fail with the errno that FAILING_DISK_ORDER holds as a decimal number; 0 or no such file: all is well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(type, name, ...)                                  \
  static type (*real)(__VA_ARGS__);                            \
  if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int ordered(void) {
  static const char *path;
  char text[16] = "";
  if (path == NULL) path = getenv("FAILING_DISK_ORDER");
  int order = path == NULL ? -1 : open(path, O_RDONLY);
  if (order < 0) return 0;
  ssize_t length = read(order, text, sizeof text - 1);
  close(order);
  return length <= 0 ? 0 : atoi(text);
}

/* The errno with which to fail on this file; 0 to go on. */
static int fails(int fd) {
  const char *watched = getenv("FAILING_DISK_DIR");
  char link[64], path[PATH_MAX];
  struct stat st;
  if (watched == NULL || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, watched, strlen(watched)) == 0 ? ordered() : 0;
}

#define OR_FAIL(fd)            \
  int fault = fails(fd);       \
  if (fault != 0) {            \
    errno = fault;             \
    return -1;                 \
  }

int fsync(int fd) {
  REAL(int, "fsync", int);
  OR_FAIL(fd)
  return real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  OR_FAIL(fd)
  return real(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  OR_FAIL(fd)
  return real(fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return pwrite64(fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  OR_FAIL(fd)
  return real(fd, bytes, length);
}
