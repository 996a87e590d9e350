evaluate(new File(basedir.parentFile, 'paths.groovy'))
def said = { words -> new File(basedir, 'build.log').readLines().any { it.contains(words) } }
assert said("NullArgument.kt:5:42 Null cannot be a value of a non-null type 'CustomerUserUpdate'.")
assert said('NullableGetter.kt:5:52 Only safe (?.) or non-null asserted (!!.) calls are allowed')
return true
