evaluate(new File(basedir.parentFile, 'paths.groovy'))
tell('A program of the client alone, shrunk by ProGuard: %,d bytes.', new File(basedir, 'target/app.jar').length())
return true
