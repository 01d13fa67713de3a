pantau --format json search "(banjir DAN"
