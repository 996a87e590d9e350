evaluate(new File(basedir.parentFile, 'paths.groovy'))
report('A program with only the client, shrunk by ProGuard: %,d bytes.', new File(basedir, 'target/app.jar').length())
return true
