interface ImportMetaEnv {
  /** The program's version, put in when the window is built. */
  readonly KACANG_VERSION: string;
}
