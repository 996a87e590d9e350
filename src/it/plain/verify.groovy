def jars = evaluate(new File(basedir.parentFile, 'paths.groovy'))
assert !jars.any { it.name.startsWith('msal4j') }
def client = jars.find { it.name.startsWith('partnercenter-users-client-') }
tell('A consumer gets %d jars of %,d bytes, the client among them with %,d.',
    jars.size(), jars.sum { it.length() }, client.length())
return true
