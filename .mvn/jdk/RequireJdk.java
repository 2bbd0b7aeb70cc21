/** Fails with one sentence when the newest JDK that the build found is too old. */
class RequireJdk {

  public static void main(String[] arguments) {
    int required = Integer.parseInt(arguments[0]);
    if (Runtime.version().feature() >= required) {
      return;
    }
    System.err.printf(
        "Storycast is built with JDK %d, and the newest one found on this machine is %s: install a"
            + " JDK %d beside it (it need not be the default one) and run the same command again.%n",
        required, Runtime.version(), required);
    System.exit(1);
  }
}
