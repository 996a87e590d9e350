def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert jars.any { it.name.startsWith('msal4j') }
return true
