// Checks the class paths of a consumer project. Returns the jars of the runtime class path.
import java.util.zip.ZipFile

def classPath = { scope -> new File(basedir, "target/${scope}.path").text.trim().tokenize(File.pathSeparator) }
def jarsWithEntry = { jars, start ->
  jars.findAll { jar -> new ZipFile(jar).withCloseable { it.entries().any { it.name.startsWith(start) } } }
}

['runtime', 'test'].each { scope ->
  def jars = classPath(scope)
  assert jarsWithEntry(jars, 'okhttp3/OkHttpClient.class').size() == 1
  ['com/fasterxml/jackson/', 'com/google/gson/'].each { unwanted ->
    assert jarsWithEntry(jars, unwanted).isEmpty()
  }
  def projectJars = jarsWithEntry(jars, 'io/partnercenter/')
  assert !projectJars.isEmpty() && projectJars.every { it.startsWith(localRepositoryPath.path) }
}

// prints a line to Maven's output, not to the log of this consumer project
report = { line, Object... figures ->
  new PrintStream(new FileOutputStream(FileDescriptor.out)).printf(Locale.ROOT, "[INFO] $line%n", figures)
}

return classPath('runtime').collect { new File(it) }
