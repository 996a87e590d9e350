package spec;

/**
 * Where something stands.
 *
 * @param file as it is shown
 * @param line from 1
 */
record Location(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
