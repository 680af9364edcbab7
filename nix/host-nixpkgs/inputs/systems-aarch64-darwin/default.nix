[ "aarch64-darwin" ]
