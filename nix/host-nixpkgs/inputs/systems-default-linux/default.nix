[ "aarch64-linux" "x86_64-linux" ]
