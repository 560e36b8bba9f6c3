print("layerlaw")
