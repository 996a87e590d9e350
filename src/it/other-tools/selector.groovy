return evaluate(new File(basedir.parentFile, 'node.groovy'))
