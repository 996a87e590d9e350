def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert !jars.any { it.name.startsWith('msal4j') }
def client = jars.find { it.name.startsWith('partnercenter-users-client-') }
report('A consumer gets %d jars with %,d bytes, of which the client has %,d.',
    jars.size(), jars.sum { it.length() }, client.length())
return true
