def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert jars.any { it.name == 'retrofit-2.9.0.jar' }
return true
