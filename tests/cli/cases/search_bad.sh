pantau search "(banjir DAN"
