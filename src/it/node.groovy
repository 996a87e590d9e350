// Whether there is what some consumers need beside a JDK and Maven. Says in the builder's output where there isn't.
try {
  if (['npm', '--version'].execute().waitFor() == 0) {
    return true
  }
} catch (IOException e) {
  // no such program
}
new PrintStream(new FileOutputStream(FileDescriptor.out))
    .println("[WARNING] ${basedir.name} is NOT RUN, for it needs Node.js with npm")
return false
