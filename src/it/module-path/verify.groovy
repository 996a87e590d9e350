evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert new File(basedir, 'build.log').readLines().contains('io.partnercenter.users set SE')
return true
