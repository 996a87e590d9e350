def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
// Spring Boot's own Kotlin, older than the one that Retrofit asks for
assert jars.any { it.name ==~ /kotlin-stdlib-1\.9\..*\.jar/ }
return true
