// The one consumer that needs more than a JDK and Maven
try {
  return ['npm', '--version'].execute().waitFor() == 0
} catch (IOException e) {
  println "typescript-fetch is skipped, for it needs Node.js with npm: ${e.message}"
  return false
}
