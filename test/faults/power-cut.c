/* A disk that loses at a power cut what was never synced. Loaded into the process under test with LD_PRELOAD, it watches the
 * files of POWER_CUT_DIR and keeps in POWER_CUT_DISK what a machine would find there when the power comes back:
 *   content/<identity>  a file's bytes as they were at its last fsync or fdatasync
 *   listing             the folder's names as they were at the folder's own last fsync, one "<identity> <name>" a line
 * An identity is inode and time of birth, so that a file made anew in place of another never inherits its bytes.
 * POWER_CUT_LIES=1 makes it a disk that says "synced" for write-ahead logs without doing so: with it the test must fail. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILES 64

struct file {
  char identity[64];
  off_t dirty_from, dirty_to;
};

static struct file files[MOST_FILES];
static int file_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *watched, *disk;
static int lies;

__attribute__((constructor)) static void begin(void) {
  watched = getenv("POWER_CUT_DIR");
  disk = getenv("POWER_CUT_DISK");
  lies = getenv("POWER_CUT_LIES") != NULL;
}

static void fail(const char *what) {
  perror(what);
  abort();
}

static int identify(int at, const char *name, int flags, char *identity, size_t size) {
  struct statx st;
  if (statx(at, name, flags, STATX_INO | STATX_BTIME, &st) != 0) return -1;
  snprintf(identity, size, "%llu-%lld-%u", (unsigned long long)st.stx_ino, (long long)st.stx_btime.tv_sec,
           st.stx_btime.tv_nsec);
  return 0;
}

/* The path of an open file below the watched folder, or the folder itself; 0 for everything else. */
static int is_watched(int fd, char *path, mode_t *mode) {
  struct stat st;
  char link[64];
  if (watched == NULL || disk == NULL || fstat(fd, &st) != 0) return 0;
  if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  *mode = st.st_mode;
  size_t prefix = strlen(watched);
  return strncmp(path, watched, prefix) == 0 && (path[prefix] == '/' || path[prefix] == 0);
}

static struct file *find(int fd) {
  char identity[64];
  struct stat st;
  if (identify(fd, "", AT_EMPTY_PATH, identity, sizeof identity) != 0 || fstat(fd, &st) != 0) fail("identify");
  for (int n = 0; n < file_count; n++)
    if (strcmp(files[n].identity, identity) == 0) return &files[n];
  if (file_count == MOST_FILES) fail("too many files");
  struct file *fresh = &files[file_count++];
  strcpy(fresh->identity, identity);
  /* What was written before we looked is unsynced as far as we know. */
  fresh->dirty_from = 0;
  fresh->dirty_to = st.st_size;
  return fresh;
}

static void note_write(int fd, off_t from, off_t to) {
  char path[PATH_MAX];
  mode_t mode;
  if (!is_watched(fd, path, &mode) || !S_ISREG(mode)) return;
  pthread_mutex_lock(&lock);
  struct file *file = find(fd);
  if (from < file->dirty_from) file->dirty_from = from;
  if (to > file->dirty_to) file->dirty_to = to;
  pthread_mutex_unlock(&lock);
}

/* Through the file's own descriptor: opening it again and closing that would drop SQLite's locks. */
static void keep_content(int fd, struct file *file) {
  static char buffer[1 << 16];
  char path[PATH_MAX];
  struct stat st;
  snprintf(path, sizeof path, "%s/content/%s", disk, file->identity);
  int kept = open(path, O_CREAT | O_WRONLY, 0600);
  if (kept < 0 || fstat(fd, &st) != 0) fail("keep content");
  off_t end = file->dirty_to < st.st_size ? file->dirty_to : st.st_size;
  for (off_t at = file->dirty_from; at < end;) {
    size_t wanted = end - at < (off_t)sizeof buffer ? (size_t)(end - at) : sizeof buffer;
    ssize_t got = pread(fd, buffer, wanted, at);
    if (got <= 0 || pwrite(kept, buffer, got, at) != got) fail("keep content");
    at += got;
  }
  if (ftruncate(kept, st.st_size) != 0) fail("keep content");
  close(kept);
  file->dirty_from = st.st_size;
  file->dirty_to = 0;
}

/* Written beside and renamed: a listing is there whole or not at all. */
static void keep_listing(const char *folder) {
  char fresh[PATH_MAX], path[PATH_MAX], identity[64];
  snprintf(path, sizeof path, "%s/listing", disk);
  snprintf(fresh, sizeof fresh, "%s/listing.new", disk);
  FILE *out = fopen(fresh, "w");
  DIR *names = opendir(folder);
  if (out == NULL || names == NULL) fail("keep listing");
  for (struct dirent *entry; (entry = readdir(names)) != NULL;)
    if ((entry->d_type == DT_REG || entry->d_type == DT_UNKNOWN) && identify(dirfd(names), entry->d_name, 0, identity, sizeof identity) == 0)
      fprintf(out, "%s %s\n", identity, entry->d_name);
  closedir(names);
  if (fclose(out) != 0 || rename(fresh, path) != 0) fail("keep listing");
}

static int is_log(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-wal") == 0;
}

static void note_sync(int fd) {
  char path[PATH_MAX];
  mode_t mode;
  if (!is_watched(fd, path, &mode) || (lies && is_log(path))) return;
  pthread_mutex_lock(&lock);
  if (S_ISDIR(mode)) keep_listing(path);
  else keep_content(fd, find(fd));
  pthread_mutex_unlock(&lock);
}

#define REAL(type, name, ...)                                  \
  static type (*real)(__VA_ARGS__);                            \
  if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

int fsync(int fd) {
  REAL(int, "fsync", int);
  int result = real(fd);
  if (result == 0) note_sync(fd);
  return result;
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  int result = real(fd);
  if (result == 0) note_sync(fd);
  return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  ssize_t written = real(fd, bytes, length, at);
  if (written > 0) note_write(fd, at, at + written);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return pwrite64(fd, bytes, length, at);
}

/* Without an offset at hand: from where the descriptor stands now, back over what was written. */
ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  ssize_t written = real(fd, bytes, length);
  if (written > 0 && watched != NULL) {
    off_t to = lseek(fd, 0, SEEK_CUR);
    if (to >= written) note_write(fd, to - written, to);
  }
  return written;
}
