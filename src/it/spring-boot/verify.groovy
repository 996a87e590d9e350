def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
// Spring Boot manages this version of Kotlin, which is older than the one that Retrofit declares
assert jars.any { it.name ==~ /kotlin-stdlib-1\.9\..*\.jar/ }
return true
