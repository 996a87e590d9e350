evaluate(new File(basedir.parentFile, 'paths.groovy'))
def logContains = { text -> new File(basedir, 'build.log').readLines().any { it.contains(text) } }
assert logContains("NullArgument.kt:5:42 Null cannot be a value of a non-null type 'CustomerUserUpdate'.")
assert logContains('NullableGetter.kt:5:52 Only safe (?.) or non-null asserted (!!.) calls are allowed')
return true
