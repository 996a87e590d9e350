def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert jars.any { it.name ==~ /okhttp-jvm-5\..*\.jar/ }
return true
