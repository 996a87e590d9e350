evaluate(new File(basedir.parentFile, 'paths.groovy'))
def log = new File(basedir, 'build.log').text
assert log =~ /NullArgument\.kt:5:42 Null cannot be a value of a non-null type 'CustomerUserUpdate'/
assert log =~ /NullableGetter\.kt:5:52 Only safe \(\?\.\) or non-null asserted \(!!\.\) calls are allowed/
return true
