{
  licenses = {
    agpl3Only = { shortName = "agpl3Only"; free = true; };
    agpl3Plus = { shortName = "agpl3Plus"; free = true; };
    asl20 = { shortName = "asl20"; free = true; };
    bsd2 = { shortName = "bsd2"; free = true; };
    bsd3 = { shortName = "bsd3"; free = true; };
    cc0 = { shortName = "cc0"; free = true; };
    gpl2Only = { shortName = "gpl2Only"; free = true; };
    gpl2Plus = { shortName = "gpl2Plus"; free = true; };
    gpl3 = { shortName = "gpl3"; free = true; };
    gpl3Only = { shortName = "gpl3Only"; free = true; };
    gpl3Plus = { shortName = "gpl3Plus"; free = true; };
    isc = { shortName = "isc"; free = true; };
    lgpl21Plus = { shortName = "lgpl21Plus"; free = true; };
    lgpl3Plus = { shortName = "lgpl3Plus"; free = true; };
    mit = { shortName = "mit"; free = true; };
    mpl20 = { shortName = "mpl20"; free = true; };
    publicDomain = { shortName = "publicDomain"; free = true; };
    unlicense = { shortName = "unlicense"; free = true; };
    unfree = { shortName = "unfree"; fullName = "Unfree"; free = false; };
    unfreeRedistributable = {
      shortName = "unfreeRedistributable";
      fullName = "Unfree redistributable";
      free = false;
    };
    bsl11 = { shortName = "bsl11"; fullName = "Business Source License 1.1"; free = false; };
    nvidiaCuda = { shortName = "CUDA EULA"; fullName = "CUDA EULA"; free = false; };
    nvidiaCudaRedist = {
      shortName = "CUDA EULA";
      fullName = "NVIDIA CUDA EULA";
      free = false;
    };
  };
}
