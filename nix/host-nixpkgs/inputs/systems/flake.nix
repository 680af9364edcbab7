{
  description = "The systems that flakes without an opinion support";
  outputs = _: { };
}
