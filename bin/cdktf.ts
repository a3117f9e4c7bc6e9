import { start } from "./start";

start("cdktf-app");
