// What LeakSanitizer is not told about: libraries that keep a few bytes once. fontconfig while it reads its configuration,
// the encoder that makes the HEIC samples (the program that is tested only decodes).
#ifdef __SANITIZE_ADDRESS__
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\nleak:libx265\n"; }
#endif
