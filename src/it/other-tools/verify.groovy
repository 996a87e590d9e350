evaluate(new File(basedir.parentFile, 'paths.groovy'))
new File(basedir, 'target/summary.txt').eachLine { report(it) }
return true
