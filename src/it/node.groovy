// Returns whether npm is installed, which some consumer projects need. If it isn't, prints a warning to Maven's output.
try {
  if (['npm', '--version'].execute().waitFor() == 0) {
    return true
  }
} catch (IOException e) {
  // npm isn't installed
}
new PrintStream(new FileOutputStream(FileDescriptor.out))
    .println("[WARNING] ${basedir.name} is NOT RUN, because it needs Node.js with npm")
return false
