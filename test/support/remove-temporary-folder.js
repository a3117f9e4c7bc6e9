// Jest's globalTeardown.
module.exports = () => require("./temporary-folder").remove();
