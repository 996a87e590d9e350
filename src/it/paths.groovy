// What holds for the class paths of whoever takes the client. Gives the jars of the runtime path.
import java.util.zip.ZipFile

def path = { scope -> new File(basedir, "target/${scope}.path").text.trim().tokenize(File.pathSeparator) }
def holding = { jars, start ->
  jars.findAll { jar -> new ZipFile(jar).withCloseable { it.entries().any { it.name.startsWith(start) } } }
}

['runtime', 'test'].each { scope ->
  def jars = path(scope)
  assert holding(jars, 'okhttp3/OkHttpClient.class').size() == 1
  ['com/fasterxml/jackson/', 'com/google/gson/'].each { unasked ->
    assert holding(jars, unasked).isEmpty()
  }
  def ours = holding(jars, 'io/partnercenter/')
  assert !ours.isEmpty() && ours.every { it.startsWith(localRepositoryPath.path) }
}

// says something in the builder's output, not in the log of this consumer
tell = { line, Object... figures ->
  new PrintStream(new FileOutputStream(FileDescriptor.out)).printf(Locale.ROOT, "[INFO] $line%n", figures)
}

return path('runtime').collect { new File(it) }
