package spec;

/**
 * A location in a file.
 *
 * @param file the file as it is shown
 * @param line the line, counted from 1
 */
record Location(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
